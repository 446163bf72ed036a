"""Every file of a site: cut into parts, keyed, made, written, sealed, swapped; what is kept between builds."""
