namespace HolySheep.State;

/// <summary>Counts the turns of round-robin strategies. Thread-safe. Never waits for another machine: a store that is shared over a network gives turns from a block that it has fetched ahead.</summary>
internal interface ITurnStore
{
    /// <summary>The next turn of a model, without taking it.</summary>
    long Peek(string model);

    /// <summary>Takes the next turn, starting at 0; each turn is taken once.</summary>
    long Next(string model);
}
