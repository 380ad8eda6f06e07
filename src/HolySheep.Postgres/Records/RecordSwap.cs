using System.Collections.Generic;

namespace HolySheep.Postgres.Records;

/// <summary>The reply to an attempt to write records.</summary>
/// <param name="IsSwapped">Whether they were written.</param>
/// <param name="Records">The records as they are in the database; the values are missing if they were written.</param>
internal sealed record RecordSwap(bool IsSwapped, IReadOnlyList<StoredRecord> Records);
