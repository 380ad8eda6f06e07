namespace HolySheep.State;

/// <summary>Counts the turns of strategies that take turns; safe for many threads at once.</summary>
internal interface ITurnStore
{
    /// <summary>The turn of a model that comes next, without taking it.</summary>
    long Peek(string model);

    /// <summary>Takes the next turn, each turn once; from 0.</summary>
    long Next(string model);
}
