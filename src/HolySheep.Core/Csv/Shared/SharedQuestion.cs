using System;
using System.Collections.Generic;
using System.Text.Json;
using HolySheep.Chat;

namespace HolySheep.Csv.Shared;

/// <summary>What is asked of every row of a shared job, as its submitter writes it for all machines. Each asks with its own configuration and keys.</summary>
internal sealed record SharedQuestion
{
    public string? OutputColumn { get; init; }

    public bool NoMeta { get; init; }

    public string? Model { get; init; }

    public string? System { get; init; }

    public double? Temperature { get; init; }

    public int? MaxTokens { get; init; }

    public double? TopP { get; init; }

    public IReadOnlyList<string> Stop { get; init; } = [];

    public long? Seed { get; init; }

    public string? ReasoningEffort { get; init; }

    public SharedSchema? JsonSchema { get; init; }

    public IReadOnlyDictionary<string, string> ExtraBody { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> ExtraHeaders { get; init; } = new Dictionary<string, string>();

    public bool CachePrompt { get; init; }

    public bool Flex { get; init; }

    public TimeSpan? CacheMaxAge { get; init; }

    public bool CacheRefresh { get; init; }

    public int SharedPrefix { get; init; }

    public IReadOnlyList<string>? Fallback { get; init; }

    public bool NoFallback { get; init; }

    public IReadOnlyList<string> Providers { get; init; } = [];

    public IReadOnlyList<string> ExcludedProviders { get; init; } = [];

    public IReadOnlyList<string> Regions { get; init; } = [];

    public ChatLimits Limits { get; init; } = new();

    public bool StreamWire { get; init; }

    public bool FallbackOnRefusal { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    public string? Job { get; init; }

    public string? Task { get; init; }

    public string? SplitKey { get; init; }

    /// <summary>The question of a job, as JSON.</summary>
    public static string Write(ChatRequest request, string? outputColumn, bool noMeta) => JsonSerializer.Serialize(
        new SharedQuestion
        {
            OutputColumn = outputColumn,
            NoMeta = noMeta,
            Model = request.Model,
            System = request.System,
            Temperature = request.Temperature,
            MaxTokens = request.MaxTokens,
            TopP = request.TopP,
            Stop = request.Stop,
            Seed = request.Seed,
            ReasoningEffort = request.ReasoningEffort,
            JsonSchema = request.JsonSchema is { } schema ? new SharedSchema(schema.Schema, schema.Name, schema.Strict) : null,
            ExtraBody = request.ExtraBody,
            ExtraHeaders = request.ExtraHeaders,
            CachePrompt = request.CachePrompt,
            Flex = request.Flex,
            CacheMaxAge = request.CacheMaxAge,
            CacheRefresh = request.CacheRefresh,
            SharedPrefix = request.SharedPrefix,
            Fallback = request.Fallback,
            NoFallback = request.NoFallback,
            Providers = request.Providers,
            ExcludedProviders = request.ExcludedProviders,
            Regions = request.Regions,
            Limits = request.Limits,
            StreamWire = request.StreamWire,
            FallbackOnRefusal = request.FallbackOnRefusal,
            Tags = request.Tags,
            Job = request.Job,
            Task = request.Task,
            SplitKey = request.SplitKey,
        },
        SharedJsonContext.Default.SharedQuestion);

    /// <summary>Reads a question.</summary>
    /// <exception cref="JsonException">A later version has written it in another way.</exception>
    public static SharedQuestion Read(string json) => JsonSerializer.Deserialize(json, SharedJsonContext.Default.SharedQuestion) ?? new SharedQuestion();

    /// <summary>The request of every row, without the prompt.</summary>
    public ChatRequest ToRequest() => new()
    {
        Messages = [],
        Model = Model,
        System = System,
        Temperature = Temperature,
        MaxTokens = MaxTokens,
        TopP = TopP,
        Stop = Stop,
        Seed = Seed,
        ReasoningEffort = ReasoningEffort,
        JsonSchema = JsonSchema is { } schema ? new ChatJsonSchema(schema.Schema, schema.Name, schema.Strict) : null,
        ExtraBody = ExtraBody,
        ExtraHeaders = ExtraHeaders,
        CachePrompt = CachePrompt,
        Flex = Flex,
        CacheMaxAge = CacheMaxAge,
        CacheRefresh = CacheRefresh,
        SharedPrefix = SharedPrefix,
        Fallback = Fallback,
        NoFallback = NoFallback,
        Providers = Providers,
        ExcludedProviders = ExcludedProviders,
        Regions = Regions,
        Limits = Limits,
        StreamWire = StreamWire,
        FallbackOnRefusal = FallbackOnRefusal,
        Tags = Tags,
        Job = Job,
        Task = Task,
        SplitKey = SplitKey,
    };
}
