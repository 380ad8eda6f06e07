using System.Collections.Generic;
using HolySheep.Chat;
using HolySheep.Configuration.Masking;
using HolySheep.Configuration.Options;
using Xunit;

namespace HolySheep.Configuration;

/// <summary>Of configured headers only keys are hidden in answers; everything they hold is hidden in errors.</summary>
public sealed class HeaderMaskTests
{
    [Theory]
    [InlineData("anthropic-beta", "prompt-caching-2024-07-31", "Use the header prompt-caching-2024-07-31, or Prompt Caching in short.")]
    [InlineData("anthropic-beta", "output-128k-2025-02-19", "output-128k-2025-02-19")]
    [InlineData("X-Project", "nightly-report-2026", "See nightly-report-2026.csv.")]
    [InlineData("User-Agent", "CustomerPortal2024Production", "CustomerPortal2024Production")]
    [InlineData("User-Agent", "team-bot/1.12.0-rc.3 (linux; x64)", "team-bot/1.12.0-rc.3 (linux; x64)")]
    [InlineData("X-Cluster", "eu-west-1.models.internal.example.com", "Ask eu-west-1.models.internal.example.com.")]
    [InlineData("X-Trace", "123e4567-e89b-12d3-a456-426614174000", "123e4567-e89b-12d3-a456-426614174000")]
    public void An_answer_may_contain_a_header_that_is_not_a_key(string name, string value, string answer) => Assert.Equal(answer, Mask(name, value).MaskAnswer(answer));

    [Theory]
    [InlineData("Authorization", "Bearer team-key-2026-for-all")]
    [InlineData("X-Api-Key", "nightly-report-2026")]
    [InlineData("cf-aig-token", "gateway-secret-0042")]
    [InlineData("Cookie", "session=abc-123-def-456")]
    [InlineData("Helicone-Hc", "sk-helicone-a1b2c3d4e5f6g7h8")]
    [InlineData("X-Pass", "9f86d081884c7d659a2feaa0c55ad015")]
    public void A_header_that_is_a_key_is_in_no_answer(string name, string value)
    {
        var key = value.Substring(value.LastIndexOf(' ') + 1);
        Assert.Equal("It is ***.", Mask(name, value).MaskAnswer($"It is {key}."));
    }

    [Fact]
    public void Every_header_is_hidden_in_errors() =>
        Assert.Equal("unknown project ***", Mask("X-Project", "nightly-report-2026").Mask("unknown project nightly-report-2026"));

    [Fact]
    public void A_short_number_as_key_changes_no_number_in_answers()
    {
        var mask = new SecretMask();
        mask.Register(new Secret("12345678"));
        Assert.Equal("Dial 1234567890.", mask.MaskAnswer("Dial 1234567890."));
        Assert.Equal("key *** is wrong", mask.Mask("key 12345678 is wrong"));
    }

    private static SecretMask Mask(string name, string value)
    {
        var mask = new SecretMask();
        mask.RegisterHeaders([new ProviderOptions { Name = "local", Kind = ProviderKind.OpenAI, Headers = new Dictionary<string, string> { [name] = value } }]);
        return mask;
    }
}
