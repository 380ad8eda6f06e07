using System.Collections.Generic;

namespace HolySheep.Postgres.Records;

/// <summary>The records that changed.</summary>
/// <param name="Mark">From where the next reading goes on.</param>
/// <param name="Records">The records.</param>
internal sealed record RecordChanges(long Mark, IReadOnlyList<(RecordKey Key, StoredRecord Record)> Records);
