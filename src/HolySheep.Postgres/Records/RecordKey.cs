namespace HolySheep.Postgres.Records;

/// <summary>The name of a record.</summary>
/// <param name="Kind">What it holds, one of <see cref="RecordKind"/>.</param>
/// <param name="Name">Its name among those of its kind.</param>
internal readonly record struct RecordKey(string Kind, string Name);
