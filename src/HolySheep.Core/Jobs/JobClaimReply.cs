namespace HolySheep.Jobs;

/// <summary>The reply to a worker that asks for rows.</summary>
/// <param name="Claim">The chunk that it got; null if all are done or held by others.</param>
/// <param name="IsEmpty">Whether no open job has a chunk that is not done.</param>
internal sealed record JobClaimReply(JobClaim? Claim, bool IsEmpty);
