using System;
using HolySheep.Chat;
using HolySheep.Configuration.Options;
using HolySheep.Errors;
using Xunit;

namespace HolySheep.Configuration;

public class ProxyTests
{
    [Fact]
    public void User_and_password_are_taken_out_of_the_address()
    {
        var network = new NetworkOptions { CaFile = "ca.pem", Direct = true }.Through(new Uri("http://me:p%40ss@proxy:3128/path"));

        Assert.Equal(new NetworkOptions { CaFile = "ca.pem", Proxy = new Uri("http://proxy:3128"), ProxyUser = "me", ProxyPassword = new Secret("p@ss") }, network);
    }

    [Fact]
    public void A_given_user_goes_before_the_addresss()
    {
        var network = new NetworkOptions().Through(new Uri("http://me:old@proxy:3128"), "you", new Secret("new"));
        Assert.Equal(("you", "new"), (network.ProxyUser, network.ProxyPassword?.Reveal()));
    }

    [Theory]
    [InlineData("proxy:3128")]
    [InlineData("socks5://me:secret-word@proxy:1080")]
    [InlineData("proxy")]
    public void Another_address_is_refused_without_being_repeated(string address)
    {
        var fault = Assert.Throws<HolySheepException>(() => new NetworkOptions().Through(new Uri(address, UriKind.RelativeOrAbsolute)));

        Assert.Equal(ErrorCode.ArgumentInvalid, fault.Code);
        Assert.DoesNotContain("secret-word", fault.ToString(), StringComparison.Ordinal);
    }
}
