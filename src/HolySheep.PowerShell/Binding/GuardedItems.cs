using System.Collections.Generic;

namespace HolySheep.PowerShell.Binding;

/// <summary>Walks what a script gives, so that a fault of its enumerator is the input's.</summary>
internal static class GuardedItems
{
    /// <summary>The items; what the enumerator throws becomes the error of the input.</summary>
    /// <param name="items">The enumerator.</param>
    /// <param name="what">What is walked, as the beginning of a sentence.</param>
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
