using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using HolySheep.Chat;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Configuration.Masking;

/// <summary>Answers may speak of the prefix that many keys share; the key behind it is in none.</summary>
public sealed class KeyPrefixTests
{
    // What is behind each prefix is made up.
    public static TheoryData<string, string> Keys => new()
    {
        { "sk-proj-", "Zq81mXk20vLw93TbRn47" },
        { "sk-svcacct-", "Zq81mXk20vLw93TbRn47" },
        { "sk-admin-", "Zq81mXk20vLw93TbRn47" },
        { "sk-ant-api03-", "Zq81mXk20vLw93TbRn47" },
        { "sk-ant-admin01-", "Zq81mXk20vLw93TbRn47" },
        { "sk-ant-oat01-", "Zq81mXk20vLw93TbRn47" },
        { "github_pat_", "11QZ81MXK0Y2vLw93TbR_n47aUe6WcYd" },
        { "github_pat_11", "QZ81MXK0Y2vLw93TbR_n47aUe6WcYd" },
        { "ghp_", "Zq81mXk20vLw93TbRn47" },
        { "AIza", "SyZq81mXk20vLw93TbRn47aUe6WcYd" },
        { "AIzaSy", "Zq81mXk20vLw93TbRn47aUe6WcYd" },
        { "sk-or-v1-", "81f20b93c447a56ed091b2c3" },
        { "gsk_", "Zq81mXk20vLw93TbRn47" },
        { "xai-", "Zq81mXk20vLw93TbRn47" },
        { "hf_", "ZqTbmXkRnvLwUeTbRnWc" },
        { "pplx-", "Zq81mXk20vLw93TbRn47" },
        { "nvapi-", "Zq81mXk20vLw93TbRn47" },
        { "tgp_v1_", "Zq81mXk20vLw93TbRn47" },
        { "sk-helicone-", "Zq81mXk20vLw93TbRn47" },
        { "ABSKQmVkcm9ja0FQSUtleS", "1Zq81mXk20vLw93TbRn47" },
        { "bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t", "Lz9Zq81mXk20vLw93TbRn47" },
        { "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.", "eyJzdWIiOiI4MTcyIn0.Zq81mXk20vLw93TbRn47" },
        { "platform-live-", "81f20b93-c447-4a56-8ed0-91b2c3d4e5f6" },
        { "gateway_team7_", "a81f20b93c447a56ed091b2c3" },
    };

    [Theory]
    [MemberData(nameof(Keys))]
    public void An_answer_that_names_a_public_prefix_comes_as_it_was_written(string prefix, string secret)
    {
        var mask = MaskOf(prefix + secret);
        string[] answers =
        [
            $"Such keys begin with {prefix}.", $"`{prefix}...`, for instance {prefix}XXXXXXXXXXXX", $"{prefix} {prefix}\n{prefix}", $"grep -E '^{prefix}[A-Za-z0-9_-]+$'",
            $"In Base64: {Convert.ToBase64String(Encoding.ASCII.GetBytes(prefix))}, in hex: {Convert.ToHexString(Encoding.ASCII.GetBytes(prefix))}.",
        ];
        foreach (var answer in answers)
        {
            Assert.Equal(answer, mask.MaskAnswer(answer));
            Assert.Equal(answer, mask.Mask(answer));
            for (var size = 1; size < 15; size++)
            {
                Assert.Equal(answer, Streamed(mask, answer, size));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void The_key_behind_a_public_prefix_is_hidden_in_every_form(string prefix, string secret)
    {
        var key = prefix + secret;
        var mask = MaskOf(key);
        string[] forms =
        [
            key, secret, key[..(prefix.Length + 14)] + "...", key.ToUpperInvariant(), string.Concat(key.Select(character => $"\\u{(int)character:x4}")),
            string.Concat(key.Select(character => $"%{(int)character:X2}")), string.Join("\n  ", key.Chunk(7).Select(line => new string(line))),
            Convert.ToBase64String(Encoding.ASCII.GetBytes(key)), Convert.ToBase64String(Encoding.ASCII.GetBytes("me:" + key)), Convert.ToHexString(Encoding.ASCII.GetBytes(key)),
        ];
        foreach (var form in forms)
        {
            AssertHidden(mask.MaskAnswer($"It is {form}, they say."), secret);
            for (var size = 1; size < 15; size++)
            {
                AssertHidden(Streamed(mask, $"It is {form}, they say.", size), secret);
            }
        }
    }

    [Theory]
    [InlineData("correct-horse-battery-staple-again")]
    [InlineData("a1b2c3d4-e5f6-a7b8-c9d0-e1f2a3b4c5d6")]
    [InlineData("team-frontend-password")]
    public void A_key_of_words_or_of_random_segments_has_no_public_prefix(string key)
    {
        var mask = MaskOf(key);
        for (var from = 0; from + 12 <= key.Length; from++)
        {
            Assert.Equal("(***)", mask.MaskAnswer($"({key.Substring(from, 12)})"));
        }
    }

    private static void AssertHidden(string shown, string secret)
    {
        Assert.Contains("***", shown);
        Assert.Empty(KeyMarker.FindInText(shown, secret));
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
        IEnumerable<string> pieces = text.Chunk(size).Select(piece => new string(piece));
        return string.Concat(pieces.Select(stream.Add)) + stream.Rest();
    }
}
