using System;
using System.Linq;
using HolySheep.PowerShell.Tests.Engine;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.PowerShell.Tests.Commands;

/// <summary>Who answers: every parameter about it, seen from the providers.</summary>
public sealed class ChatRouteTests : ChatFixture
{
    [Fact]
    public void Fallback_takes_the_place_of_the_configured_chain()
    {
        Configure();
        Provider.On("gpt-4.1").Answer(Reply.Status(404, "gone"));
        Assert.Equal(["deepseek", "claude"], Models(Ask("-Provider local -Fallback deepseek, claude"), Ask("-Provider local")));
    }

    [Fact]
    public void NoFallback_lets_only_the_asked_model_answer()
    {
        Configure();
        Provider.On("gpt-4.1").Answer(Reply.Status(404, "gone"));
        Second.OnAny().Answer(Reply.Status(404, "gone"));

        Assert.StartsWith("TargetUnfit,", Assert.Single(Ask("-NoFallback").Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(0, Provider.CallsFor("claude"));
    }

    [Fact]
    public void A_route_takes_the_parameters_of_a_call_and_templates()
    {
        Home.WriteConfig($$"""
            { "providers": { "local": { "kind": "openai", "baseUrl": "{{Provider.BaseUrl}}", "apiKey": "none" } }, "defaults": { "provider": "local", "model": "plain" },
              "rules": [ { "name": "r", "when": { "task": "classify" }, "model": "small" } ],
              "templates": { "one": { "prompt": "In {language}: {}", "model": "other" } } }
            """);
        Assert.Equal(["small", "other", "other", "other"], Run("""
            (Get-HolySheepRoute 'a' -Task classify -TimeoutSec 5 -TopP 0.5 -MaxCost 1 -OnCut Restart -ConfigPath $config).Model
            (Get-HolySheepRoute -Template one -Var @{ language = 'French' } -ConfigPath $config).Model
            (Get-HolySheepRoute 'a' -Template one -Var @{ language = 'French' } -ConfigPath $config).Model
            ('b' | Get-HolySheepRoute -Template one -Var @{ language = 'French' } -ConfigPath $config).Model
            """).ThrowOnError().Output.Select(model => model.ToString()));
        Assert.Equal(0, Provider.CallCount);
    }

    [Fact]
    public void Providers_are_chosen_and_left_out()
    {
        Configure();
        Assert.Equal(["local", "second", "second"], Providers(Ask(""), Ask("-Provider second"), Ask("-ExcludeProvider local")));
    }

    [Theory]
    [InlineData("-Provider lcoal", "ProviderUnknown", "Did you mean 'local'?")]
    [InlineData("-ExcludeProvider nobody", "ProviderUnknown", "Configured are")]
    [InlineData("-ExcludeProvider local, second", "NoTargetEligible", "Name other providers")]
    [InlineData("-Temperature 9", "ArgumentInvalid", "0 to 2")]
    [InlineData("-TopP 2", "ArgumentInvalid", "0 to 1")]
    [InlineData("-Region ' '", "ArgumentInvalid", "leave the list out")]
    [InlineData("-ExcludeProvider local, ' '", "ArgumentInvalid", "leave the list out")]
    [InlineData("-MaxTokens 0", "ArgumentInvalid", "1 or more")]
    [InlineData("-ExtraBody @{ model = 'x' }", "ArgumentInvalid", "own option")]
    [InlineData("-Headers @{ Authorization = 'x' }", "ArgumentInvalid", "key")]
    [InlineData("-OutputColumn HolySheepCost -PassThru", "ArgumentInvalid", "Rename")]
    public void An_option_that_is_wrong_for_every_input_is_one_error_that_ends_the_command(string option, string code, string hint)
    {
        Configure();
        var error = RunToFailure($"1..20 | Invoke-HolySheepChat -ConfigPath $config -ThrottleLimit 4 {option}");

        Assert.StartsWith(code + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(hint, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(0, Provider.CallCount + Second.CallCount);
    }

    [Fact]
    public void A_refused_key_without_a_fallback_ends_the_command_with_one_error()
    {
        Configure();
        Provider.OnAny().Answer(Reply.Error(401, "invalid_api_key", "No."));
        var error = RunToFailure("1..20 | Invoke-HolySheepChat -ConfigPath $config -Provider local");

        Assert.StartsWith("CredentialRefused,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(1, Provider.CallCount);
    }

    [Fact]
    public void Another_model_is_asked_after_a_refusal_only_where_the_call_allows_it()
    {
        Configure();
        Provider.On("gpt-4.1").Answer(Reply.ContentFilter());

        Assert.StartsWith("ContentRefused,", Assert.Single(Ask("-Provider local").Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(["claude"], Models(Ask("-Provider local -FallbackOnRefusal")));
    }

    [Theory]
    [InlineData("-OnCut Restart", null, "whole")]
    [InlineData("-OnCut Fail", "AnswerCut", null)]
    [InlineData("", "AnswerCut", null)]
    public void A_stream_that_breaks_does_what_the_call_says(string option, string? code, string? content)
    {
        Configure();
        Provider.OnAny().Answer(Reply.Words(9).CutAfter(4)).Answer(Reply.Text("whole"));
        var outcome = Ask("-Stream " + option);

        Assert.Equal(code, outcome.Errors.SingleOrDefault()?.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Equal(content, outcome.Output.SingleOrDefault()?.ToString());
    }

    [Fact]
    public void Retries_and_limits_are_the_calls_own()
    {
        Configure();
        Provider.OnAny().Answer(Reply.Status(500));
        Ask("-NoFallback -Provider local -MaximumRetryCount 0");
        Assert.Equal(1, Provider.CallCount);
        Ask("-NoFallback -Provider local -MaximumAttempts 2 -PatienceSec 0");
        Assert.Equal(3, Provider.CallCount);

        Provider.Handle(_ => Reply.Silent());
        Assert.StartsWith("CallTimeout,", Assert.Single(Ask("-Provider local -TimeoutSec 0.3").Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void HedgeAfterSec_asks_a_second_target_beside_a_slow_one()
    {
        Configure();
        Provider.Handle(_ => Reply.Silent());
        Assert.Equal(["second"], Providers(Ask("-HedgeAfterSec 0.3")));
        Assert.Equal((1, 1), (Provider.CallCount, Second.CallCount));
        Assert.StartsWith("ArgumentInvalid,", Assert.Single(Ask("-HedgeAfterSec soon").Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    private Outcome Ask(string parameters) => Run("Invoke-HolySheepChat 'a' -ConfigPath $config " + parameters);

    private static string[] Models(params Outcome[] outcomes) => [.. outcomes.Select(outcome => outcome.ThrowOnError().Output.Single().Properties["ModelUsed"].Value.ToString()!)];

    private static string[] Providers(params Outcome[] outcomes) => [.. outcomes.Select(outcome => outcome.ThrowOnError().Output.Single().Properties["Provider"].Value.ToString()!)];

    private void Configure() => Home.WriteConfig($$"""
        {
          "providers": {
            "local": { "kind": "openai", "baseUrl": "{{Provider.BaseUrl}}", "apiKey": "none" },
            "second": { "kind": "openai", "baseUrl": "{{Second.BaseUrl}}", "apiKey": "none" }
          },
          "models": { "gpt-4.1": { "targets": ["local/gpt-4.1", "second/gpt-4.1"] }, "claude": { "targets": ["local/claude"] } },
          "chains": { "gpt-4.1": ["claude"] },
          "defaults": { "provider": "local", "model": "gpt-4.1" }
        }
        """);
}
