using System;
using HolySheep.TestKit;
using HolySheep.TestKit.Voices;

namespace HolySheep.Gateway.Tests.Semantics;

/// <summary>One row of the table of failures, of the budget of a request or of the rules of streams: a route, and what its providers say.</summary>
internal sealed record Row
{
    /// <summary>The targets of the model <c>alpha</c>.</summary>
    public string[] Targets { get; init; } = ["one/alpha"];

    /// <summary>The models that follow; <c>beta</c> is at two.</summary>
    public string[] Chain { get; init; } = ["beta"];

    /// <summary>What the provider one says, in the words of a wire; the last reply repeats.</summary>
    public required Func<Voice, Reply[]> One { get; init; }

    /// <summary>What the provider two says.</summary>
    public Func<Voice, Reply[]> Two { get; init; } = _ => [Reply.Text("the answer of two")];

    /// <summary>The outcomes of the attempts of the first call, plain and then streamed if they differ; they show that the script is that of the row. Null if they depend on the wire.</summary>
    public required string?[] Outcomes { get; init; }

    /// <summary>The number of calls, one after another: the later ones show what the first did to the health of its targets.</summary>
    public int Calls { get; init; } = 2;

    /// <summary>The time that passes before each further call, in seconds; some, so that calls can be told apart by their time.</summary>
    public double Between { get; init; } = 0.01;

    /// <summary>Further defaults of the configuration, each with a comma after it.</summary>
    public string Defaults { get; init; } = "";

    /// <summary>Further members of the provider one, each with a comma before it.</summary>
    public string OfOne { get; init; } = "";

    /// <summary>True if one goes silent, so that time has to pass.</summary>
    public bool GoesSilent { get; init; }

    /// <summary>The text after which it does so in a stream; null if nothing comes.</summary>
    public string? SilentAfter { get; init; }

    /// <summary>The most that each call may cost in USD; null means no limit.</summary>
    public decimal? MaxCost { get; init; }

    /// <summary>The outcomes of the attempts of the first call.</summary>
    public string? OutcomesOf(bool stream) => Outcomes[stream ? ^1 : 0];
}
