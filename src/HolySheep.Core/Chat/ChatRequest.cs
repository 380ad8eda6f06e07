using System;
using System.Collections.Generic;
using HolySheep.Chat.Sessions;
using HolySheep.Chat.Tools;

namespace HolySheep.Chat;

/// <summary>A request to a model.</summary>
public sealed record ChatRequest
{
    /// <summary>The requested model: an id, an alias, or <c>provider/model</c>; null means the configured default.</summary>
    public string? Model { get; init; }

    /// <summary>The conversation, oldest first; at least one message.</summary>
    public required IReadOnlyList<ChatMessage> Messages { get; init; }

    /// <summary>An instruction before the conversation.</summary>
    public string? System { get; init; }

    /// <summary>The randomness of the answer, 0 to 2.</summary>
    public double? Temperature { get; init; }

    /// <summary>The maximum tokens of the answer.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>Nucleus sampling, 0 to 1.</summary>
    public double? TopP { get; init; }

    /// <summary>Texts that end the answer.</summary>
    public IReadOnlyList<string> Stop { get; init; } = [];

    /// <summary>A seed for repeatable answers, if the model supports it.</summary>
    public long? Seed { get; init; }

    /// <summary>How much the model reasons, for example <c>low</c>, <c>medium</c> or <c>high</c>.</summary>
    public string? ReasoningEffort { get; init; }

    /// <summary>A schema that the answer must follow.</summary>
    public ChatJsonSchema? JsonSchema { get; init; }

    /// <summary>Tools that the model may ask the caller to run.</summary>
    public IReadOnlyList<ChatTool> Tools { get; init; } = [];

    /// <summary>Whether the model has to call a tool, and which; null leaves it to the model.</summary>
    public ChatToolChoice? ToolChoice { get; init; }

    /// <summary>Whether one answer may call several tools; null leaves it to the provider.</summary>
    public bool? ParallelToolCalls { get; init; }

    /// <summary>Runs the tools that the model asks for, and asks again with their results; null returns the tool calls to the caller.</summary>
    public ToolRounds? ToolRounds { get; init; }

    /// <summary>Additional members of the request body: name to JSON text.</summary>
    public IReadOnlyDictionary<string, string> ExtraBody { get; init; } = new Dictionary<string, string>();

    /// <summary>The body of the caller in a provider's own format: providers of that format get it as it is, all others what this request says. Null if there is none.</summary>
    public OriginalBody? Original { get; init; }

    /// <summary>Additional request headers.</summary>
    public IReadOnlyDictionary<string, string> ExtraHeaders { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether providers keep the beginning of the prompt in their prompt cache, and calls with the same beginning stay on one target; off by default, because a write to a cache costs more.</summary>
    public bool CachePrompt { get; init; }

    /// <summary>The characters at the beginning of the last message that other calls share; 0 if it shares none.</summary>
    public int SharedPrefix { get; init; }

    /// <summary>Whether providers that have a flexible tier of service, which is cheaper and slower, answer in it.</summary>
    public bool Flex { get; init; }

    /// <summary>The maximum age of an earlier answer to the very same request that may be given again; zero means that none may, and that none is kept. Null means what the configuration says of the model, by default zero.</summary>
    public TimeSpan? CacheMaxAge { get; init; }

    /// <summary>Whether a provider is asked even if an answer is kept, which the new answer then replaces.</summary>
    public bool CacheRefresh { get; init; }

    /// <summary>The fallback models, instead of the configured chain; null means the configured chain.</summary>
    public IReadOnlyList<string>? Fallback { get; init; }

    /// <summary>Whether only the requested model may answer.</summary>
    public bool NoFallback { get; init; }

    /// <summary>If not empty, only these providers are used.</summary>
    public IReadOnlyList<string> Providers { get; init; } = [];

    /// <summary>Providers that are left out.</summary>
    public IReadOnlyList<string> ExcludedProviders { get; init; } = [];

    /// <summary>If not empty, only providers in these regions are used, as the configuration names them.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>A key for the requested model's provider, instead of the configured one.</summary>
    public Secret? ApiKey { get; init; }

    /// <summary>Limits of this request.</summary>
    public ChatLimits Limits { get; init; } = new();

    /// <summary>Whether to stream from the provider even though only the whole answer is returned.</summary>
    public bool StreamWire { get; init; }

    /// <summary>What a visible stream does if it is cut.</summary>
    public CutAction OnCut { get; init; }

    /// <summary>Whether another model may be asked after a content policy refused.</summary>
    public bool FallbackOnRefusal { get; init; }

    /// <summary>Names and values that the ledger keeps with the call.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>The job that the call belongs to, such as a CSV job; null if there is none.</summary>
    public string? Job { get; init; }

    /// <summary>The client of a gateway that calls, by its name in the configuration; its tags, limits and budgets then hold. Null if there is none.</summary>
    public string? Client { get; init; }

    /// <summary>The session that the call belongs to, unless all calls of the client belong to one; null if there is none.</summary>
    public CallSession? Session { get; init; }

    /// <summary>The caller for the ledger, for example a cmdlet and its script; null means the client's own.</summary>
    public string? Caller { get; init; }

    /// <summary>The span of the caller's program that the call belongs to, as W3C's header <c>traceparent</c> says it; null means the current activity. It is not sent upstream.</summary>
    public string? TraceParent { get; init; }

    /// <summary>What tracing systems say with that span, as the header <c>tracestate</c> does; null if they say nothing.</summary>
    public string? TraceState { get; init; }

    /// <summary>The task of the call, in the caller's own word, for example <c>summarise</c>; rules can use it.</summary>
    public string? Task { get; init; }

    /// <summary>The key that keeps calls together in a traffic split, for example a user id: the same key goes to the same side. Null means a random side.</summary>
    public string? SplitKey { get; init; }

    /// <summary>Receives what happens on the way, from any thread; secrets are masked.</summary>
    public Action<ChatTrace>? Trace { get; init; }
}
