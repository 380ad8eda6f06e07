using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HolySheep.Providers.OpenAI;

/// <summary>A completion or one chunk of it: the same members, with a message or a delta.</summary>
internal sealed class CompletionDto
{
    public string? Id { get; set; }

    [JsonConverter(typeof(LooseNumberConverter))]
    public double? Created { get; set; }

    public string? Model { get; set; }

    public List<ChoiceDto?>? Choices { get; set; }

    public UsageDto? Usage { get; set; }

    public JsonElement? Error { get; set; }

    /// <summary>The only choice that is asked for; null where there is none.</summary>
    [JsonIgnore]
    public ChoiceDto? Choice => Choices is { Count: > 0 } ? Choices[0] : null;
}
