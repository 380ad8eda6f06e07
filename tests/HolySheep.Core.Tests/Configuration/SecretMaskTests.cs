using System;
using System.Linq;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration.Masking;
using Xunit;

namespace HolySheep.Configuration;

public sealed class SecretMaskTests
{
    private const string Key = "sk+live/0123 456=789\"\\<x>";

    private readonly SecretMask _mask = new();

    [Fact]
    public void Without_keys_a_text_comes_back_as_it_is()
    {
        const string Text = "nothing to hide";
        Assert.Same(Text, _mask.Mask(Text));
        Assert.Null(_mask.Mask(null));
    }

    [Fact]
    public void Every_spelling_of_a_key_is_replaced()
    {
        _mask.Register(new Secret(Key));
        string[] spellings =
        [
            Key, Uri.EscapeDataString(Key), WebUtility.UrlEncode(Key), Lower(Uri.EscapeDataString(Key)), Lower(WebUtility.UrlEncode(Key)!),
            JsonSerializer.Serialize(Key).Trim('"'), Convert.ToBase64String(Encoding.UTF8.GetBytes(Key)),
        ];
        foreach (var spelling in spellings)
        {
            Assert.Equal("before *** after", _mask.Mask($"before {spelling} after"));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("u")]
    [InlineData("me")]
    [InlineData("you")]
    public void A_key_inside_basic_credentials_is_replaced_however_long_the_user_name_is(string user)
    {
        _mask.Register(new Secret("hunter22"));
        foreach (var tail in new[] { "", "x", "xy" })
        {
            var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:hunter22{tail}"));
            var masked = _mask.Mask("Proxy-Authorization: Basic " + basic);
            Assert.Contains("***", masked);

            // What stays holds none of the key's inner bytes: at most the two sextets that it shares with its neighbours.
            var rest = masked[(masked.LastIndexOf(' ') + 1)..].Split("***");
            Assert.StartsWith(rest[0], basic);
            Assert.EndsWith(rest[^1], basic);
            Assert.True(rest[0].Length <= ((user.Length + 1) * 8 / 6) + 1);
        }
    }

    [Fact]
    public void The_url_safe_Base64_is_replaced_too()
    {
        const string Fancy = "~~~???>>>~~~???";
        _mask.Register(new Secret(Fancy));
        var safe = Convert.ToBase64String(Encoding.UTF8.GetBytes(Fancy)).Replace('+', '-').Replace('/', '_');
        Assert.Equal("***", _mask.Mask(safe));
    }

    [Theory]
    [InlineData("abcd", "say ***!")]
    [InlineData("abc", "say abc!")]
    public void Keys_of_four_characters_are_masked_and_shorter_ones_would_mask_every_other_word(string key, string expected)
    {
        _mask.Register(new Secret(key));
        Assert.Equal(expected, _mask.Mask($"say {key}!"));
    }

    [Fact]
    public void A_key_that_begins_another_leaves_no_rest_of_it()
    {
        _mask.Register(new Secret("short-key"));
        _mask.Register(new Secret("short-key-and-longer"));
        Assert.Equal("***, ***", _mask.Mask("short-key-and-longer, short-key"));
    }

    [Fact]
    public async Task Many_threads_may_register_and_mask_at_once()
    {
        var keys = Enumerable.Range(0, 200).Select(i => $"key-number-{i:000}").ToArray();
        await Task.WhenAll(keys.Select(key => Task.Run(() =>
        {
            _mask.Register(new Secret(key));
            Assert.Equal("***", _mask.Mask(key));
        })));
        Assert.All(keys, key => Assert.Equal("***", _mask.Mask(key)));
    }

    private static string Lower(string url) => string.Concat(url.Select((c, i) =>
        (i > 0 && url[i - 1] == '%') || (i > 1 && url[i - 2] == '%') ? char.ToLowerInvariant(c) : c));
}
