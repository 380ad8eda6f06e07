using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using HolySheep.Catalog;
using HolySheep.Configuration.Reading;
using HolySheep.Errors;

namespace HolySheep.Configuration.Prices;

/// <summary>Reads the price map that LiteLLM publishes: an object of model names, with prices in USD per token.</summary>
internal static class PriceMapReader
{
    private const string Home = "https://github.com/BerriAI/litellm/blob/main/model_prices_and_context_window.json";
    private const string Hint = "Download it with: curl -LO https://raw.githubusercontent.com/BerriAI/litellm/main/model_prices_and_context_window.json";
    private const string Input = "input_cost_per_token";
    private const string Output = "output_cost_per_token";
    private const string CacheRead = "cache_read_input_token_cost";
    private const string CacheWrite = "cache_creation_input_token_cost";
    private const string Reasoning = "output_cost_per_reasoning_token";
    private const decimal Million = 1_000_000m;

    // The same maximum as for prices of the configuration.
    private const decimal MostPerToken = 1_000m;

    // A division by it removes the trailing zeros of a decimal.
    private const decimal One = 1.000000000000000000000000000m;

    private static readonly string[] Modes = ["chat", "responses"];

    /// <summary>The chat models of a map that have a price.</summary>
    /// <exception cref="HolySheepException">The file does not exist, or is not a price map.</exception>
    public static PriceMap Read(string path)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            throw Fault("The path of the price map is empty.");
        }

        var text = FileText.Read(path) ?? throw Fault($"The price map '{path}' does not exist.");
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            return Read(path, document.RootElement);
        }
        catch (JsonException fault)
        {
            throw Fault($"The price map '{path}', line {(fault.LineNumber ?? 0) + 1}, is not valid JSON: the download may be incomplete.");
        }
    }

    private static PriceMap Read(string path, JsonElement root)
    {
        var models = new Dictionary<string, ModelEntry>(StringComparer.OrdinalIgnoreCase);
        var skipped = 0;
        foreach (var member in root.ValueKind == JsonValueKind.Object ? root.EnumerateObject().ToList() : [])
        {
            if (ReadModel(member.Name, member.Value) is { } entry)
            {
                models[entry.Id] = entry;
            }
            else
            {
                skipped++;
            }
        }

        return models.Values.Any(model => !model.Price!.OtherCharges)
            ? new PriceMap(path, [.. models.Values], skipped)
            : throw Fault($"'{path}' is not a price map: it has no chat model with '{Input}' and '{Output}'.");
    }

    private static ModelEntry? ReadModel(string name, JsonElement facts)
    {
        // A price of 0 in the map is usually a subscription or unknown: an unknown price is never 0.
        if (!ReadingContext.IsName(name) || facts.ValueKind != JsonValueKind.Object || !Modes.Contains(Text(facts, "mode"))
            || PerMillion(facts, Input) is not { } input || PerMillion(facts, Output) is not { } output || input + output == 0)
        {
            return null;
        }

        return new ModelEntry
        {
            Id = name,
            ContextWindow = Count(facts, "max_input_tokens"),
            MaxOutput = Count(facts, "max_output_tokens"),
            Tools = Flag(facts, "supports_function_calling"),
            Images = Flag(facts, "supports_vision"),
            JsonSchema = Flag(facts, "supports_response_schema"),
            Price = new ModelPrice(input, output, PerMillion(facts, CacheRead))
            {
                CacheWrite = PerMillion(facts, CacheWrite),
                Reasoning = PerMillion(facts, Reasoning),
                LongContext = PriceMapSteps.Read(facts, PerMillion),
                Batch = FactorOf(facts, "_batches"),
                Flex = FactorOf(facts, "_flex"),
                OtherCharges = PriceMapCharges.HasOther(name, facts),
            },
            Source = Text(facts, "source") is { } source && ReadingContext.IsName(source) ? source : Home,
        };
    }

    /// <summary>The factor of a lane on prompts and answers alike; null if the map has none or two.</summary>
    private static decimal? FactorOf(JsonElement facts, string lane) =>
        PerMillion(facts, Input) is { } input and > 0 && PerMillion(facts, Output) is { } output and > 0
        && PerMillion(facts, Input + lane) / input is { } factor && PerMillion(facts, Output + lane) / output == factor ? factor : null;

    private static decimal? PerMillion(JsonElement facts, string name) =>
        facts.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
        && decimal.TryParse(value.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var perToken) && perToken is >= 0 and < MostPerToken
            ? perToken * Million / One
            : null;

    private static int? Count(JsonElement facts, string name) =>
        facts.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number is >= 1 and <= int.MaxValue
            ? (int)number
            : null;

    private static bool? Flag(JsonElement facts, string name) =>
        facts.TryGetProperty(name, out var value) && (value.ValueKind is JsonValueKind.True or JsonValueKind.False) ? value.GetBoolean() : null;

    private static string? Text(JsonElement facts, string name) =>
        facts.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static HolySheepException Fault(string message) => new(ErrorCode.ArgumentInvalid, message, Hint);
}
