using System.Collections.Generic;
using System.Text.Json;

namespace HolySheep.Providers.Inspection;

/// <summary>What a provider's list says of a model's size; for models that the catalog does not know.</summary>
/// <param name="ContextWindow">The tokens that its window holds; null if the list does not say.</param>
/// <param name="MaxOutput">The tokens of its longest answer; null if the list does not say.</param>
internal sealed record ModelLimits(int? ContextWindow, int? MaxOutput)
{
    // Gemini, Anthropic, OpenRouter, Groq, Mistral and LM Studio, vLLM, Together.
    private static readonly string[] Windows = ["inputTokenLimit", "max_input_tokens", "context_length", "context_window", "max_context_length", "max_model_len"];

    // Gemini, Groq, Anthropic.
    private static readonly string[] Outputs = ["outputTokenLimit", "max_output_tokens", "max_completion_tokens", "max_tokens"];

    /// <summary>What an entry of a list says; null if it says nothing.</summary>
    public static ModelLimits? Of(JsonElement model)
    {
        var limits = new ModelLimits(Number(model, Windows), Number(model, Outputs));
        return limits is { ContextWindow: null, MaxOutput: null } ? null : limits;
    }

    private static int? Number(JsonElement model, IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (model.ValueKind == JsonValueKind.Object && model.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number > 0)
            {
                return number;
            }
        }

        return null;
    }
}
