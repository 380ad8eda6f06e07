using System;
using System.Collections.Generic;
using HolySheep.Harness;
using HolySheep.Providers;
using Xunit;

namespace HolySheep.Chat;

public sealed class ChatRequestRulesTests
{
    [Fact]
    public void An_ordinary_request_passes() => Assert.Null(ChatRequestRules.FindFault(Stage.Question()));

    [Fact]
    public void NUL_passes() => Assert.Null(ChatRequestRules.FindFault(Stage.Question("a\0b")));

    [Theory]
    [InlineData("", null), InlineData("  \n\t", null), InlineData(null, null)]
    public void An_empty_prompt_is_refused(string? prompt, string? system) =>
        Assert.Equal("The prompt is empty.", Message(new ChatRequest { Messages = prompt is null ? [] : [ChatMessage.User(prompt)], System = system }));

    [Theory]
    [InlineData("<", 0), InlineData("abc>", 3), InlineData("🗼<!", 2), InlineData("<<>", 0), InlineData("><", 0)]
    public void A_lone_surrogate_is_refused_with_its_position(string marked, int position)
    {
        var text = Halves(marked);
        var expected = $"The text has half of a character (a lone surrogate) at position {position}, which cannot be sent.";
        Assert.Equal(expected, Message(Stage.Question(text)));
        Assert.Equal(expected, Message(Stage.Question() with { System = text }));
        Assert.Equal(expected, Message(Stage.Question() with { Stop = ["fine", text] }));
        Assert.Equal(expected, Message(Stage.Question() with { Messages = [ChatMessage.User(text), ChatMessage.User("fine")] }));
        Assert.Equal(expected, Message(Stage.Question() with { Model = text }));
        Assert.Equal(expected, Message(Stage.Question() with { ReasoningEffort = text }));
        Assert.Equal(expected, Message(Stage.Question() with { Messages = [new ChatMessage(text, "fine")] }));
    }

    [Fact]
    public void Whole_characters_pass() => Assert.Null(ChatRequestRules.FindFault(Stage.Question("🗼👩‍👩‍👧𝄞ạ")));

    [Fact]
    public void An_empty_model_is_refused() => Assert.Equal("The model's name is empty.", Message(Stage.Question() with { Model = " " }));

    [Theory]
    [InlineData(""), InlineData(" "), InlineData(null)]
    public void An_empty_name_among_providers_regions_and_fallbacks_is_refused_because_a_filter_would_be_lost(string? name)
    {
        string[] names = ["a", name!];
        Assert.Equal("A name in the list of providers is empty.", Message(Stage.Question() with { Providers = names }));
        Assert.Equal("A name in the list of providers to leave out is empty.", Message(Stage.Question() with { ExcludedProviders = names }));
        Assert.Equal("A name in the list of regions is empty.", Message(Stage.Question() with { Regions = names }));
        Assert.Equal("A name in the list of fallback models is empty.", Message(Stage.Question() with { Fallback = names }));
    }

    [Theory]
    [InlineData(-0.1), InlineData(2.1), InlineData(double.NaN), InlineData(double.PositiveInfinity)]
    public void A_temperature_outside_0_to_2_is_refused(double temperature) => Assert.StartsWith("The temperature is ", Message(Stage.Question() with { Temperature = temperature }));

    [Theory]
    [InlineData(-0.1), InlineData(1.1), InlineData(double.NaN)]
    public void A_top_p_outside_0_to_1_is_refused(double topP) => Assert.StartsWith("Top-p is ", Message(Stage.Question() with { TopP = topP }));

    [Theory]
    [InlineData(0), InlineData(-1)]
    public void A_limit_of_no_tokens_is_refused(int tokens) => Assert.StartsWith("The token limit cannot be ", Message(Stage.Question() with { MaxTokens = tokens }));

    [Theory]
    [InlineData(0d), InlineData(-1d), InlineData(86_401d)]
    public void A_time_limit_of_zero_or_of_more_than_a_day_is_refused(double seconds)
    {
        var time = TimeSpan.FromSeconds(seconds);
        foreach (var limits in (ChatLimits[])[new() { Timeout = time }, new() { AttemptTimeout = time }, new() { FirstToken = time }, new() { Stall = time }])
        {
            Assert.EndsWith(" s.", Message(Stage.Question() with { Limits = limits }));
        }
    }

    [Fact]
    public void No_patience_is_fine_and_less_is_refused()
    {
        Assert.Null(ChatRequestRules.FindFault(Stage.Question() with { Limits = new ChatLimits { Patience = TimeSpan.Zero } }));
        Assert.StartsWith("The patience is ", Message(Stage.Question() with { Limits = new ChatLimits { Patience = TimeSpan.FromSeconds(-1) } }));
    }

    [Fact]
    public void No_attempts_are_refused_and_no_retries_are_fine()
    {
        Assert.StartsWith("The limit of attempts is ", Message(Stage.Question() with { Limits = new ChatLimits { MaxAttempts = 0 } }));
        Assert.StartsWith("The number of retries is ", Message(Stage.Question() with { Limits = new ChatLimits { MaxRetries = -1 } }));
        Assert.Null(ChatRequestRules.FindFault(Stage.Question() with { Limits = new ChatLimits { MaxRetries = 0 } }));
    }

    [Fact]
    public void A_cost_below_zero_is_refused_and_none_at_all_may_be_asked_for()
    {
        Assert.Equal("The limit of the cost is -0.5 USD.", Message(Stage.Question() with { Limits = new ChatLimits { MaxCost = -0.5m } }));
        Assert.Null(ChatRequestRules.FindFault(Stage.Question() with { Limits = new ChatLimits { MaxCost = 0 } }));
    }

    [Theory]
    [InlineData("Authorization"), InlineData("authorization"), InlineData("x-api-key"), InlineData("api-key"), InlineData("Host"), InlineData("Content-Length"), InlineData("Content-Type"), InlineData("Transfer-Encoding"), InlineData("Connection")]
    public void A_header_that_would_reach_every_provider_or_break_the_request_is_refused(string name) =>
        Assert.Contains("is not passed on", Message(Header(name, "x")));

    [Theory]
    [InlineData("", "x"), InlineData("a b", "x"), InlineData("a:b", "x"), InlineData("é", "x"), InlineData("x-a", "two\r\nlines"), InlineData("x-a\n", "x"), InlineData("x-a", "Kế toán"), InlineData("x-a", "\u007f")]
    public void A_header_that_cannot_be_sent_is_refused(string name, string value) => Assert.Contains("cannot be sent", Message(Header(name, value)));

    [Theory]
    [InlineData("high"), InlineData("{"), InlineData(""), InlineData("1,2"), InlineData("// c\n1"), InlineData("\"<\"")]
    public void An_extra_member_that_is_not_JSON_is_refused(string json) => Assert.Contains("is not a JSON value", Message(Extra("x", Halves(json))));

    [Theory]
    [InlineData("\"high\""), InlineData("{\"a\":[1,null]}"), InlineData(" 7 "), InlineData("null")]
    public void An_extra_member_that_is_JSON_passes(string json) => Assert.Null(ChatRequestRules.FindFault(Extra("x", json)));

    [Theory]
    [InlineData("model"), InlineData("messages"), InlineData("stream"), InlineData("stream_options")]
    public void An_extra_member_does_not_replace_our_own(string name) => Assert.Contains("would replace one", Message(Extra(name, "1")));

    [Theory]
    [InlineData("[]"), InlineData("\"x\""), InlineData("{"), InlineData(""), InlineData("{\"a\":\"<\"}")]
    public void A_schema_that_is_not_a_JSON_object_is_refused(string schema) =>
        Assert.Equal("The schema is not a JSON object.", Message(Stage.Question() with { JsonSchema = new ChatJsonSchema(Halves(schema)) }));

    /// <summary>Attributes cannot hold half a character: '&lt;' and '&gt;' stand for the halves of one.</summary>
    private static string Halves(string marked) => marked.Replace('<', '\ud83d').Replace('>', '\ude00');

    private static ChatRequest Header(string name, string value) => Stage.Question() with { ExtraHeaders = new Dictionary<string, string> { [name] = value } };

    private static ChatRequest Extra(string name, string json) => Stage.Question() with { ExtraBody = new Dictionary<string, string> { [name] = json } };

    private static string Message(ChatRequest request)
    {
        var fault = ChatRequestRules.FindFault(request) ?? ExtraMembers.FindFault(request);
        Assert.NotNull(fault);
        Assert.NotEmpty(fault.Value.Hint);
        return fault.Value.Message;
    }

    [Theory]
    [InlineData("team", "ops\u001fdev"), InlineData("team\n", "ops"), InlineData("", "ops"), InlineData("te\0am", "ops")]
    public void A_tag_holds_no_control_characters(string name, string value) =>
        Assert.StartsWith("The tag '", ChatRequestRules.FindOptionFault(new ChatRequest { Messages = [], Tags = new System.Collections.Generic.Dictionary<string, string> { [name] = value } })?.Message, System.StringComparison.Ordinal);
}
