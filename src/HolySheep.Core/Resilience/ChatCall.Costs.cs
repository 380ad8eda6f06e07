namespace HolySheep.Resilience;

/// <content>What is told of the answer's cost.</content>
internal sealed partial class ChatCall
{
    private void TellOfUnknownPrice()
    {
        var answered = Current.Candidate;
        if (_attempts[_attempts.Count - 1].Cost is null && _services.UnknownPrices.Tell(answered.Target, answered.ChainModel) is { } warning)
        {
            _warnings.Add(warning);
        }
    }
}
