namespace HolySheep.Csv.Reporting;

/// <summary>What a job was asked to keep, and whether it did.</summary>
/// <param name="Name">What is promised: <c>deadline</c>, <c>money</c>, <c>errors</c> or <c>agreement</c>.</param>
/// <param name="Asked">What was asked for: a time, or a number.</param>
/// <param name="Found">What came of it: a time, or a number; null if it is not known.</param>
/// <param name="IsKept">Whether it is kept; null while that can still change, or if it is not known.</param>
/// <param name="Message">All of it in one sentence.</param>
internal sealed record Promise(string Name, object Asked, object? Found, bool? IsKept, string Message);
