using HolySheep.Catalog;
using HolySheep.Chat;
using HolySheep.Planning;

namespace HolySheep.Csv.Running;

/// <summary>How many tokens a row takes, before it is asked.</summary>
internal static class RowTokens
{
    /// <summary>What an answer is taken for where none has come yet.</summary>
    public const long UnknownOutput = 1_000;

    /// <summary>The tokens of a prompt, for a plan and for a limit of cost alike: counted where the target's encoding is at hand.</summary>
    public static long Count(string prompt, RouteCandidate target) => (target.Tokenizer is { } encoding ? TokenCount.Of(encoding, prompt) : null) ?? TokenEstimate.Of(prompt);

    /// <summary>The tokens that go with every prompt.</summary>
    public static long Overhead(ChatRequest request) => TokenEstimate.Of(request.System) + TokenEstimate.Of(request.JsonSchema?.Schema);
}
