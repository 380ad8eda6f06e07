namespace HolySheep.Streams;

/// <summary>Where a stream has its finish reason.</summary>
internal enum FuzzedMarks
{
    AfterTheLast,
    WithTheLast,
    Every,
    None,
}
