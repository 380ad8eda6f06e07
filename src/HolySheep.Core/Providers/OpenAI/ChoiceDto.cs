using System.Text.Json;

namespace HolySheep.Providers.OpenAI;

/// <summary>One choice of a completion.</summary>
internal sealed class ChoiceDto
{
    public MessageDto? Message { get; set; }

    public MessageDto? Delta { get; set; }

    public string? FinishReason { get; set; }

    public JsonElement? Error { get; set; }
}
