using System;
using System.Linq;
using System.Text;
using HolySheep.Chat;
using Xunit;

namespace HolySheep.Configuration.Masking;

/// <summary>A key of 8 to 11 characters is hidden where it stands alone; words and numbers that only contain it, or make it up together, stay.</summary>
public sealed class ShortKeyTests
{
    [Theory]
    [InlineData("my2ndkey", "Then take my 2nd key, or MY-2ND-KEY.")]
    [InlineData("my2ndkey", "my\n2nd\tkey")]
    [InlineData("alpha1beta", "- alpha1\n- beta\nalpha1\nbeta")]
    [InlineData("room101a", "bedroom101a and room101ab")]
    [InlineData("v2release", "rev2release, v2releases")]
    [InlineData("e4f5a6b7", "sha256: 9f86d081e4f5a6b7c0d1")]
    [InlineData("café2024x", "décafé2024x")]
    public void A_short_key_changes_nothing_that_only_resembles_it(string key, string answer)
    {
        var mask = MaskOf(key);
        Assert.Equal(answer, mask.MaskAnswer(answer));
        for (var size = 1; size < 15; size++)
        {
            Assert.Equal(answer, Streamed(mask, answer, size));
        }
    }

    [Theory]
    [InlineData("my2ndkey")]
    [InlineData("hunter-22")]
    [InlineData("p4ss/w0rd+")]
    [InlineData("a1b2c3d4e5f")]
    public void A_short_key_that_stands_alone_is_hidden(string key)
    {
        var mask = MaskOf(key);
        string[] forms =
        [
            key, $"key={key}", $"\"{key}\"", $"({key})", $"_{key}_", key.ToUpperInvariant(), string.Concat(key.Select(character => $"\\u{(int)character:x4}")),
            string.Concat(key.Select(character => $"%{(int)character:X2}")), Uri.EscapeDataString(key), $"\\n{key}\\n", $"user:{key}@host",
            Convert.ToBase64String(Encoding.ASCII.GetBytes(key)), Convert.ToBase64String(Encoding.ASCII.GetBytes($"user:{key}")), Convert.ToHexString(Encoding.ASCII.GetBytes(key)),
        ];
        foreach (var form in forms)
        {
            foreach (var text in new[] { form, $"It is {form}, they say.", $"{form} is it", $"It is {form}" })
            {
                Assert.Contains("***", mask.MaskAnswer(text));
                Assert.DoesNotContain(key, mask.MaskAnswer(text), StringComparison.OrdinalIgnoreCase);
            }
        }

        foreach (var size in Enumerable.Range(1, 14))
        {
            // As of every key, at most the first three characters come before it is known to be one.
            var last = Streamed(mask, $"It is {key}", size);
            Assert.EndsWith("***", last);
            Assert.True(last.Length <= "It is abc***".Length, last);
            var first = Streamed(mask, $"{key} it is", size);
            Assert.EndsWith("*** it is", first);
            Assert.True(first.Length <= "abc*** it is".Length, first);
        }
    }

    [Fact]
    public void An_error_holds_no_short_key_beside_letters_either() => Assert.Equal("key***x", MaskOf("my2ndkey").Mask("keymy2ndkeyx"));

    [Fact]
    public void A_word_as_key_is_hidden_in_errors_as_a_word_alone()
    {
        var mask = MaskOf("mine");
        Assert.Equal("determine whether *** is undermined", mask.Mask("determine whether mine is undermined"));
        Assert.Equal("***: ***, x=***", mask.Mask("mine: mine, x=mine"));
    }

    private static SecretMask MaskOf(string key)
    {
        var mask = new SecretMask();
        mask.Register(new Secret(key));
        return mask;
    }

    private static string Streamed(SecretMask mask, string text, int size)
    {
        var stream = new StreamMask(mask);
        return string.Concat(text.Chunk(size).Select(piece => stream.Add(new string(piece)))) + stream.Rest();
    }
}
