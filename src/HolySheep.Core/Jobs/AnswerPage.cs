using System.Collections.Generic;

namespace HolySheep.Jobs;

/// <summary>Some answers of a job.</summary>
/// <param name="Answers">The answers.</param>
/// <param name="Cursor">Where the next reading goes on.</param>
/// <param name="HasMore">Whether more are there already.</param>
internal sealed record AnswerPage(IReadOnlyList<JobAnswer> Answers, AnswerCursor Cursor, bool HasMore);
