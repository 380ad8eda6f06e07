using HolySheep.Catalog;
using HolySheep.Chat;
using HolySheep.Planning;

namespace HolySheep.Csv.Running;

/// <summary>Counts the tokens of a row before it is sent.</summary>
internal static class RowTokens
{
    /// <summary>The tokens of a prompt, for plans and cost limits alike: counted if the target's encoding is available.</summary>
    public static long Count(string prompt, RouteCandidate target) => (target.Tokenizer is { } encoding ? TokenCount.Of(encoding, prompt) : null) ?? TokenEstimate.Of(prompt);

    /// <summary>The tokens that are sent with every prompt.</summary>
    public static long Overhead(ChatRequest request) => TokenEstimate.Of(request.System) + TokenEstimate.Of(request.JsonSchema?.Schema);
}
