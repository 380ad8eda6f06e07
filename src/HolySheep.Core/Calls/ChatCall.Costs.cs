namespace HolySheep.Calls;

/// <content>What is told of the answer's cost.</content>
internal sealed partial class ChatCall
{
    private void TellOfCost()
    {
        var (answered, attempt) = (Current.Candidate, _attempts[_attempts.Count - 1]);
        var warning = attempt.Cost is null ? _services.PriceNotices.TellUnknown(answered.Target, answered.ChainModel)
            : attempt is { StatedCost: { } stated, Cost: { } cost } ? _services.PriceNotices.TellDifference(answered.Target, answered.ChainModel, cost, stated)
            : null;
        if (warning is not null)
        {
            _warnings.Add(warning);
        }
    }
}
