using System.Collections.Generic;
using HolySheep.Chat;

namespace HolySheep.Templates;

/// <summary>A stored prompt with what belongs to it; what a call itself says takes precedence.</summary>
public sealed record TemplateOptions
{
    /// <summary>The template's name.</summary>
    public required string Name { get; init; }

    /// <summary>The prompt with its placeholders; null if the call gives the prompt.</summary>
    public string? Prompt { get; init; }

    /// <summary>The instruction before the prompt; null if there is none.</summary>
    public string? System { get; init; }

    /// <summary>The model that is asked; null means the default.</summary>
    public string? Model { get; init; }

    /// <summary>The schema that the answer must follow; null if there is none.</summary>
    public ChatJsonSchema? Schema { get; init; }

    /// <summary>The schema as the file has it, as JSON; null if there is none.</summary>
    public string? SchemaText { get; init; }

    /// <summary>The randomness of the answer, 0 to 2; null leaves it to the provider.</summary>
    public double? Temperature { get; init; }

    /// <summary>Nucleus sampling, 0 to 1; null leaves it to the provider.</summary>
    public double? TopP { get; init; }

    /// <summary>The maximum tokens of the answer; null means no limit.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>Texts that end the answer.</summary>
    public IReadOnlyList<string> Stop { get; init; } = [];

    /// <summary>A seed for repeatable answers; null means none.</summary>
    public long? Seed { get; init; }

    /// <summary>How much the model reasons; null leaves it to the provider.</summary>
    public string? ReasoningEffort { get; init; }

    /// <summary>The task of the call, for rules; null means none.</summary>
    public string? Task { get; init; }

    /// <summary>Adds to a request what it does not say itself.</summary>
    public ChatRequest ApplyTo(ChatRequest request) => request with
    {
        Model = request.Model ?? Model,
        System = request.System ?? System,
        JsonSchema = request.JsonSchema ?? Schema,
        Temperature = request.Temperature ?? Temperature,
        TopP = request.TopP ?? TopP,
        MaxTokens = request.MaxTokens ?? MaxTokens,
        Stop = request.Stop.Count > 0 ? request.Stop : Stop,
        Seed = request.Seed ?? Seed,
        ReasoningEffort = request.ReasoningEffort ?? ReasoningEffort,
        Task = request.Task ?? Task,
    };
}
