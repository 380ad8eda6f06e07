using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Chat;
using Xunit;

namespace HolySheep.Csv.Shared;

/// <summary>Every machine asks what the submitter asks.</summary>
public sealed class SharedQuestionTests
{
    // What a CSV job does not have, or what is of one machine.
    private static readonly string[] Left =
    [
        nameof(ChatRequest.Messages), nameof(ChatRequest.Tools), nameof(ChatRequest.ToolChoice), nameof(ChatRequest.ParallelToolCalls), nameof(ChatRequest.ToolRounds), nameof(ChatRequest.Original), nameof(ChatRequest.ApiKey),
        nameof(ChatRequest.OnCut), nameof(ChatRequest.Caller), nameof(ChatRequest.Client), nameof(ChatRequest.Session), nameof(ChatRequest.Trace), nameof(ChatRequest.TraceParent), nameof(ChatRequest.TraceState),
    ];

    private static readonly ChatRequest Whole = new()
    {
        Messages = [],
        Model = "alpha",
        System = "Be brief.",
        Temperature = 0.5,
        MaxTokens = 10,
        TopP = 0.9,
        Stop = ["END"],
        Seed = 7,
        ReasoningEffort = "low",
        JsonSchema = new ChatJsonSchema("""{"type":"object","properties":{"A":{"type":"string"}}}""", "rating", strict: false),
        ExtraBody = new Dictionary<string, string> { ["user"] = "\"u\"" },
        ExtraHeaders = new Dictionary<string, string> { ["X-Team"] = "ops" },
        CachePrompt = true,
        Flex = true,
        CacheMaxAge = TimeSpan.FromHours(1),
        CacheRefresh = true,
        SharedPrefix = 4,
        Fallback = ["beta"],
        NoFallback = true,
        Providers = ["one"],
        ExcludedProviders = ["two"],
        Regions = ["eu"],
        Limits = new ChatLimits
        {
            Timeout = TimeSpan.FromSeconds(1.5),
            AttemptTimeout = TimeSpan.FromSeconds(2),
            FirstToken = TimeSpan.FromSeconds(3),
            Stall = TimeSpan.FromSeconds(4),
            Patience = TimeSpan.Zero,
            MaxAttempts = 3,
            MaxRetries = 0,
            MaxCost = 0.000000000001m,
            Hedge = HedgeTime.After(TimeSpan.FromSeconds(2.5)),
        },
        StreamWire = true,
        FallbackOnRefusal = true,
        Tags = new Dictionary<string, string> { ["team"] = "ops" },
        Job = "nightly",
        Task = "rate",
        SplitKey = "k",
    };

    [Fact]
    public void Every_property_of_a_request_reaches_the_other_machines_or_is_left_out_for_a_reason()
    {
        var back = SharedQuestion.Read(SharedQuestion.Write(Whole, "Mood", noMeta: true));
        var request = back.ToRequest();

        Assert.Equal(("Mood", true), (back.OutputColumn, back.NoMeta));
        foreach (var property in typeof(ChatRequest).GetProperties().Where(property => !Left.Contains(property.Name)))
        {
            var sent = property.GetValue(Whole);
            Assert.True(IsSet(sent), $"{property.Name} is not set by this test.");
            Assert.Equivalent(sent, property.GetValue(request), strict: true);
        }

        Assert.Equal(Whole.Limits, request.Limits);
    }

    [Fact]
    public void A_limit_of_a_call_is_not_forgotten() => Assert.All(typeof(ChatLimits).GetProperties(), property => Assert.True(IsSet(property.GetValue(Whole.Limits)), property.Name));

    [Fact]
    public void A_request_that_says_nothing_stays_one()
    {
        var request = SharedQuestion.Read(SharedQuestion.Write(new ChatRequest { Messages = [] }, null, noMeta: false)).ToRequest();

        Assert.Null(request.Fallback);
        Assert.Equal(new ChatLimits(), request.Limits);
        Assert.Equal((null, null, null), (request.Model, request.System, request.JsonSchema));
        Assert.Empty(request.Stop);
    }

    private static bool IsSet(object? value) => value switch
    {
        null or false => false,
        System.Collections.ICollection items => items.Count > 0,
        _ => true,
    };
}
