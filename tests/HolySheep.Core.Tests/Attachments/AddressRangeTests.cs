using System.Net;
using Xunit;

namespace HolySheep.Attachments;

public sealed class AddressRangeTests
{
    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("169.254.170.2")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("fe80::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("100.100.100.200")]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("ff02::1")]
    public void Nothing_is_fetched_from_metadata_services_and_from_what_is_not_one_host(string address) => Assert.True(AddressRange.IsNever(IPAddress.Parse(address)));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.9.1")]
    [InlineData("10.1.2.3")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("100.64.0.1")]
    [InlineData("::1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("fc00::1")]
    [InlineData("fdab::1")]
    public void Addresses_of_this_machine_and_of_private_networks_are_private(string address)
    {
        Assert.True(AddressRange.IsPrivate(IPAddress.Parse(address)));
        Assert.False(AddressRange.IsNever(IPAddress.Parse(address)));
    }

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("172.32.0.1")]
    [InlineData("172.15.0.1")]
    [InlineData("192.169.0.1")]
    [InlineData("100.63.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("169.253.0.1")]
    [InlineData("2606:4700::1111")]
    [InlineData("::ffff:8.8.8.8")]
    public void Other_addresses_are_neither(string address)
    {
        Assert.False(AddressRange.IsPrivate(IPAddress.Parse(address)));
        Assert.False(AddressRange.IsNever(IPAddress.Parse(address)));
    }
}
