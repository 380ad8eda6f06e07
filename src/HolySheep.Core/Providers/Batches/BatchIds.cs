using System;
using HolySheep.Batches;

namespace HolySheep.Providers.Batches;

/// <summary>Recognizes the requests of an order by their ids.</summary>
internal static class BatchIds
{
    /// <summary>Whether an id is of an order: it begins with the order's name, and goes on with neither a letter nor a digit.</summary>
    public static bool AreOf(BatchOrder order, string id) =>
        id.StartsWith(order.Name, StringComparison.Ordinal) && (id.Length == order.Name.Length || !char.IsLetterOrDigit(id[order.Name.Length]));
}
