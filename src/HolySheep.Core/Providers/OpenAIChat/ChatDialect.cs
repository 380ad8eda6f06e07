using System;
using System.Linq;

namespace HolySheep.Providers.OpenAIChat;

/// <summary>What the chat completions of a vendor take in another way than those of most servers.</summary>
internal sealed record ChatDialect
{
    /// <summary>Of most servers.</summary>
    public static ChatDialect Common { get; } = new();

    // "Expected a string with maximum length 40" [microsoft/autogen#6377, vercel/ai#5171]
    /// <summary>Of OpenAI's own service, at OpenAI or Azure.</summary>
    public static ChatDialect OpenAI { get; } = new() { IsOpenAI = true, TakesCallId = static id => id.Length <= 40 };

    // An unknown member is a 422 there; every stream says its usage without being asked. [npm: @mistralai/mistralai 2.7.0, ChatCompletionStreamRequest]
    /// <summary>Of Mistral.</summary>
    public static ChatDialect Mistral { get; } = new() { Seed = "random_seed", HasUsageOption = false, TakesCallId = static id => id.Length == ShortCallIds.Length && id.All(ShortCallIds.IsUsual) };

    /// <summary>Whether OpenAI's own service answers.</summary>
    public bool IsOpenAI { get; private init; }

    /// <summary>The name of the seed.</summary>
    public string Seed { get; private init; } = "seed";

    /// <summary>Whether a stream is asked for its usage.</summary>
    public bool HasUsageOption { get; private init; } = true;

    /// <summary>Whether an id of a tool call is taken; null if all are.</summary>
    public Func<string, bool>? TakesCallId { get; private init; }

    /// <summary>The dialect of a vendor, as presets name it; null means that the vendor is not known.</summary>
    public static ChatDialect Of(string? vendor) => vendor switch
    {
        "OpenAI" => OpenAI,
        "Mistral" => Mistral,
        _ => Common,
    };
}
