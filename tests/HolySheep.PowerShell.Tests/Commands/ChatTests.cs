using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Text.Json;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.PowerShell.Tests.Commands;

public sealed class ChatTests : ChatFixture
{
    [Fact]
    public void A_prompt_gives_an_object_with_the_whole_record()
    {
        Provider.OnAny().Answer(Reply.Text("Because of the air.").WithModel("gpt-4.1-2025").WithUsage(9, 5, cached: 4, reasoning: 1));
        var result = Run("Invoke-HolySheepChat 'Why is the sky blue?' -ConfigPath $config -Tag @{ team = 'a' }").ThrowOnError().Output.Single();

        Assert.Equal("Because of the air.", result.ToString());
        Assert.Equal("Because of the air.", Value(result, "Content"));
        Assert.Equal("gpt-4.1", Value(result, "Model"));
        Assert.Equal("gpt-4.1", Value(result, "ModelUsed"));
        Assert.Equal("gpt-4.1-2025", Value(result, "ModelReported"));
        Assert.Equal("local", Value(result, "Provider"));
        Assert.Equal(1, Value(result, "AttemptCount"));
        Assert.Equal(0, Value(result, "FallbackCount"));
        Assert.Equal("stop", Value(result, "FinishReason"));
        Assert.Null(Value(result, "InputObject"));
        Assert.Equal(["local/gpt-4.1 Answered (200)"], Script<string>(result, "$_.Attempts | % { \"$_\" }"));
        Assert.Equal([9L, 4L, 5L, 1L, 14L], Script<long>(result, "$_.Usage | % { $_.PromptTokens, $_.CachedTokens, $_.CompletionTokens, $_.ReasoningTokens, $_.TotalTokens }"));
        Assert.Equal(["user: Why is the sky blue?", "assistant: Because of the air."], Script<string>(result, "$_.Conversation | % { \"$_\" }"));
    }

    [Fact]
    public void Every_argument_reaches_the_wire()
    {
        Run("""
            Invoke-HolySheepChat 'Hi.' -ConfigPath $config -Model local/other -System 'Be brief.' -Temperature 0.5 -MaxTokens 7 -TopP 0.9 -Stop 'a', 'b' -Seed 3 -ReasoningEffort low `
                -ExtraBody @{ user = 'u1'; metadata = @{ list = 1, 'two', $null; on = $true } } -Headers @{ 'X-Team' = 'a' }
            """).ThrowOnError();
        var request = Provider.Requests.Single();

        Assert.Equal("other", request.Model);
        Assert.Equal([("system", "Be brief."), ("user", "Hi.")], request.Messages);
        Assert.Equal("a", request.Header("X-Team"));
        Assert.Equal("0.5 7 0.9 [\"a\",\"b\"] 3 low u1", string.Join(' ',
            new[] { "temperature", "max_tokens", "top_p", "stop", "seed", "reasoning_effort", "user" }.Select(name => Member(request, name).ToString())));
        Assert.Equal("""{"list":[1,"two",null],"on":true}""", Sorted(Member(request, "metadata")));
    }

    [Fact]
    public void A_prompt_without_pipeline_input_needs_no_escaping()
    {
        const string Json = """{"a": {"b": [1]}} and {{x}} and {""";
        Run("Invoke-HolySheepChat $args[0] -ConfigPath $config", Json).ThrowOnError();

        Assert.Equal(Json, Provider.Requests.Single().LastUserMessage);
    }

    [Fact]
    public void A_key_is_taken_as_a_secure_string_or_a_credential()
    {
        Configure("\"apiKey\": \"env:NOBODY_SET_THIS\"");
        Run($$"""
            $key = [securestring]::new(); '{{KeyMarker.Value}}'.ToCharArray() | % { $key.AppendChar($_) }
            Invoke-HolySheepChat 'a' -ConfigPath $config -ApiKey $key
            Invoke-HolySheepChat 'b' -ConfigPath $config -ApiKey ([pscredential]::new('any', $key))
            """).ThrowOnError();

        Assert.All(Provider.Requests, request => Assert.Equal("Bearer " + KeyMarker.Value, request.Header("Authorization")));
        Assert.Equal(2, Provider.CallCount);
    }

    [Fact]
    public void A_key_as_plain_text_is_refused_without_being_repeated()
    {
        var error = RunToFailure($"$key = '{KeyMarker.Value}'; Invoke-HolySheepChat 'a' -ConfigPath $config -ApiKey $key");

        Assert.Contains("SecureString", error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(KeyMarker.FindInText(error.Exception.ToString()));
        Assert.Equal(0, Provider.CallCount);
    }

    [Fact]
    public void A_fallback_changes_the_model_with_one_warning_unless_the_call_listed_it()
    {
        Configure("\"apiKey\": \"none\"", """{ "gpt-4.1": ["deepseek-v3.2"] }""");
        Provider.On("gpt-4.1").Answer(Reply.Status(404, "gone"));
        var configured = Run("Invoke-HolySheepChat 'a' -ConfigPath $config");
        var listed = Run("Invoke-HolySheepChat 'a' -ConfigPath $config -Fallback deepseek-v3.2");

        Assert.Equal(["deepseek-v3.2", "deepseek-v3.2"], new[] { configured, listed }.Select(outcome => Value(outcome.ThrowOnError().Output.Single(), "ModelUsed")));
        Assert.Single(configured.Warnings);
        Assert.Empty(listed.Warnings);
    }

    [Fact]
    public void The_route_is_written_to_verbose_and_the_wire_to_debug_if_they_are_asked_for()
    {
        var quiet = Run("Invoke-HolySheepChat 'a' -ConfigPath $config");
        var verbose = Run("Invoke-HolySheepChat 'a' -ConfigPath $config -Verbose");
        var preferred = Run("$VerbosePreference = $DebugPreference = 'Continue'; Invoke-HolySheepChat 'a' -ConfigPath $config");

        Assert.Empty(quiet.Verbose);
        Assert.Contains(verbose.Verbose, line => line.Contains("local/gpt-4.1", StringComparison.Ordinal));
        Assert.Empty(verbose.Debug);
        Assert.NotEmpty(preferred.Verbose);
        Assert.NotEmpty(preferred.Debug);
    }

    private static object? Value(PSObject item, string property) => item.Properties[property].Value;

    private static JsonElement Member(RecordedRequest request, string name) => request.Json!.Value.GetProperty(name);

    private static string Sorted(JsonElement element) =>
        JsonSerializer.Serialize(new SortedDictionary<string, JsonElement>(element.EnumerateObject().ToDictionary(member => member.Name, member => member.Value)));

    private IEnumerable<T> Script<T>(PSObject item, string script) =>
        Session.Run("$args[0] | % { " + script + " }", item).ThrowOnError().Output.Select(value => (T)value.BaseObject);
}
