namespace HolySheep.TestKit.Batches;

/// <summary>The result of a request of a batch.</summary>
internal sealed record BatchRowResult(string Id, BatchRowEnd End, int Status, string Body, int PromptTokens, int CompletionTokens)
{
    public bool IsAnswer => End == BatchRowEnd.Responded && Status == 200;
}
