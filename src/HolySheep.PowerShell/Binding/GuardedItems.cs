using System.Collections.Generic;

namespace HolySheep.PowerShell.Binding;

/// <summary>Enumerates what a script passes, so that an exception of its enumerator becomes the error of the input.</summary>
internal static class GuardedItems
{
    /// <summary>The items; an exception of the enumerator becomes the error of the input.</summary>
    /// <param name="items">The enumerator.</param>
    /// <param name="what">What is enumerated, as the beginning of a sentence.</param>
    /// <exception cref="HolySheep.Errors.HolySheepException">The enumerator failed.</exception>
    internal static IEnumerable<object?> Guarded(this IEnumerator<object?> items, string what)
    {
        using (items)
        {
            while (InputFault.Guard(what, items.MoveNext))
            {
                yield return items.Current;
            }
        }
    }
}
