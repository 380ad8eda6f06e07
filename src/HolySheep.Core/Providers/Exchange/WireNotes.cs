using System.Collections.Generic;

namespace HolySheep.Providers.Exchange;

/// <summary>What the caller should know of a request that was sent: what a wire had to leave out.</summary>
internal sealed class WireNotes
{
    private List<string>? _all;

    /// <summary>The notes, in their order.</summary>
    public IReadOnlyList<string> All => _all ?? (IReadOnlyList<string>)[];

    /// <summary>Adds a note; null adds none.</summary>
    public void Add(string? note)
    {
        if (note is not null)
        {
            (_all ??= []).Add(note);
        }
    }

    /// <summary>Notes that a part of the request was left out.</summary>
    /// <param name="what">What was left out, for example <c>The temperature</c>.</param>
    /// <param name="model">The model that was asked.</param>
    /// <param name="reason">Why, as the rest of the sentence, for example <c>it takes no sampling parameters</c>.</param>
    public void LeftOut(string what, string model, string reason) => Add($"{what} was not sent to {model}: {reason}.");
}
