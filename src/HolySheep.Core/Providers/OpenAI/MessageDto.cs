using System.Collections.Generic;
using System.Text.Json.Serialization;

namespace HolySheep.Providers.OpenAI;

/// <summary>What the model says, whole or in part.</summary>
internal sealed class MessageDto
{
    [JsonConverter(typeof(TextPartsConverter))]
    public string? Content { get; set; }

    public string? Refusal { get; set; }

    public string? ReasoningContent { get; set; }

    [JsonConverter(typeof(TextPartsConverter))]
    public string? Reasoning { get; set; }

    public List<ToolCallDto?>? ToolCalls { get; set; }
}
