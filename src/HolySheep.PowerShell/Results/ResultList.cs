using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;

namespace HolySheep.PowerShell.Results;

/// <summary>A list in a result whose text is its items and not its type, for Export-Csv and strings.</summary>
internal sealed class ResultList<T> : ReadOnlyCollection<T>
{
    internal ResultList(IEnumerable<T> items)
        : base([.. items])
    {
    }

    internal ResultList(LateItems<T> items)
        : base(items)
    {
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", this.Select(item => System.FormattableString.Invariant($"{item}")));
}
