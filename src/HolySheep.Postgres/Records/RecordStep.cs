using System;
using System.Collections.Generic;

namespace HolySheep.Postgres.Records;

/// <summary>What was decided about the values of records.</summary>
/// <typeparam name="T">The type of the outcome.</typeparam>
/// <param name="Outcome">The decision.</param>
/// <param name="Values">The new values; null if nothing is written.</param>
/// <param name="MustBeCurrent">Whether a decision that writes nothing holds only for values that were read just now.</param>
internal readonly record struct RecordStep<T>(T Outcome, IReadOnlyList<string?>? Values, bool MustBeCurrent = false)
{
    /// <summary>Runs once the values are written, before another step of this process decides on them; null if there is nothing to do.</summary>
    public Action? WhenWritten { get; init; }
}
