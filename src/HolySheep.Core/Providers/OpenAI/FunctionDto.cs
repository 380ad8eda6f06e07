using System.Text.Json.Serialization;

namespace HolySheep.Providers.OpenAI;

/// <summary>The function of a tool call, whole or in part.</summary>
internal sealed class FunctionDto
{
    public string? Name { get; set; }

    [JsonConverter(typeof(TextPartsConverter))]
    public string? Arguments { get; set; }
}
