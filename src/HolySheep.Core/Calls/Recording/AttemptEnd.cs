using HolySheep.Chat;
using HolySheep.Providers;

namespace HolySheep.Calls.Recording;

/// <summary>How an attempt ended.</summary>
/// <param name="Kind">The kind of its outcome.</param>
/// <param name="Usage">The tokens that may be billed; null if none are.</param>
internal readonly record struct AttemptEnd(OutcomeKind Kind, ChatUsage? Usage)
{
    /// <summary>The HTTP status; null if no response came.</summary>
    public int? Status { get; init; }

    /// <summary>The provider's own id.</summary>
    public string? RequestId { get; init; }

    /// <summary>What happened; null for an answer.</summary>
    public string? Message { get; init; }

    /// <summary>The answer; null if there is none.</summary>
    public ProviderAnswer? Answer { get; init; }
}
