//! Which addresses lie inside the house: what a webhook must never reach.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Whether this address is not a public one: loopback, private, link-local, shared, multicast, reserved, or an older
/// one wrapped into a newer (IANA special-purpose registries, RFC 6890).
#[must_use]
pub fn is_inside(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => inside_v4(address),
        IpAddr::V6(address) => inside_v6(address),
    }
}

fn inside_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_documentation()
        || matches!(
            (a, b, c),
            (0 | 240..=255, ..) | (100, 64..=127, _) | (192, 0, 0) | (192, 88, 99) | (198, 18..=19, _)
        )
}

fn inside_v6(address: Ipv6Addr) -> bool {
    if let Some(older) = address.to_ipv4_mapped() {
        return inside_v4(older);
    }
    // Only 2000::/3 is handed out; of it, documentation and the tunnels that wrap an older address are left out.
    let [a, b, ..] = address.segments();
    a & 0xe000 != 0x2000 || a == 0x2002 || (a, b) == (0x2001, 0) || (a, b) == (0x2001, 0x0db8) || a == 0x3fff
}

#[cfg(test)]
mod tests {
    use super::is_inside;

    // Y9
    #[test]
    fn no_address_of_the_house_is_taken_for_one_outside() {
        let inside = [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
            "255.255.255.255",
            "198.18.0.1",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::a00:1",
            "2002:7f00:1::",
            "2001:db8::1",
            "ff02::1",
        ];
        for address in inside {
            assert!(is_inside(address.parse().unwrap()), "{address}");
        }
        for address in
            ["110.242.68.66", "8.8.8.8", "172.32.0.1", "100.128.0.1", "2408:8706::1", "::ffff:8.8.8.8"]
        {
            assert!(!is_inside(address.parse().unwrap()), "{address}");
        }
    }
}
