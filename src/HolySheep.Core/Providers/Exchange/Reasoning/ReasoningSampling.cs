using System.Linq;
using System.Text.Json;

namespace HolySheep.Providers.Exchange.Reasoning;

/// <summary>Writes how an answer is sampled, or leaves it out for models that refuse it: OpenAI's reasoning models answer with a 400, unless they are asked not to reason.</summary>
internal static class ReasoningSampling
{
    /// <summary>The effort of a model that is asked not to reason.</summary>
    public const string NoEffort = "none";

    /// <param name="writer">Stands in the body.</param>
    /// <param name="call">The call.</param>
    /// <param name="isVendors">Whether the vendor itself answers: other servers may take what it refuses.</param>
    /// <param name="notes">Receives what was left out.</param>
    public static void Write(Utf8JsonWriter writer, ProviderCall call, bool isVendors, WireNotes notes)
    {
        var (request, target) = (call.Request, call.Candidate);
        if (!isVendors || target is not { ReasonsFirst: true, MaxCompletionTokens: true } || request.ReasoningEffort == NoEffort)
        {
            OptionalNumber.Write(writer, "temperature", request.Temperature);
            OptionalNumber.Write(writer, "top_p", request.TopP);
            return;
        }

        var given = new[] { request.Temperature is null ? null : "temperature", request.TopP is null ? null : "top_p" }.Where(name => name is not null).ToList();
        if (given.Count > 0)
        {
            notes.LeftOut("The sampling (" + string.Join(", ", given) + ")", target.Target, "a model that reasons takes none");
        }
    }
}
