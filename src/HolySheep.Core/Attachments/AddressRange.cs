using System.Net;
using System.Net.Sockets;

namespace HolySheep.Attachments;

/// <summary>Which network an IP address belongs to.</summary>
internal static class AddressRange
{
    /// <summary>Whether no attachment is fetched from it: link-local addresses, where clouds serve credentials of the machine, and addresses that are not of one host.</summary>
    public static bool IsNever(IPAddress address)
    {
        var bytes = Plain(address).GetAddressBytes();
        return bytes.Length == 4
            ? bytes[0] == 0 || (bytes[0] == 169 && bytes[1] == 254) || bytes[0] >= 224 || (bytes[0] == 100 && bytes[1] == 100 && bytes[2] == 100 && bytes[3] == 200)
            : address.IsIPv6LinkLocal || address.IsIPv6Multicast || address.Equals(IPAddress.IPv6Any) || address.Equals(IPAddress.Parse("fd00:ec2::254"));
    }

    /// <summary>Whether it is of this machine or of a private network.</summary>
    public static bool IsPrivate(IPAddress address)
    {
        var bytes = Plain(address).GetAddressBytes();
        return bytes.Length == 4
            ? bytes[0] is 10 or 127 || (bytes[0] == 172 && bytes[1] is >= 16 and < 32) || (bytes[0] == 192 && bytes[1] == 168) || (bytes[0] == 100 && bytes[1] is >= 64 and < 128) || (bytes[0] == 198 && bytes[1] is 18 or 19)
            : IPAddress.IsLoopback(address) || address.IsIPv6SiteLocal || (bytes[0] & 0xFE) == 0xFC;
    }

    // An IPv4 address can be written as one of IPv6: mapped, or translated under 64:ff9b::/96.
    private static IPAddress Plain(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6 || address.IsIPv4MappedToIPv6)
        {
            return address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        }

        var bytes = address.GetAddressBytes();
        return bytes[0] == 0 && bytes[1] == 0x64 && bytes[2] == 0xFF && bytes[3] == 0x9B ? new IPAddress([bytes[12], bytes[13], bytes[14], bytes[15]]) : address;
    }
}
