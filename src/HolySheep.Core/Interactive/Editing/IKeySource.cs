namespace HolySheep.Interactive.Editing;

/// <summary>The keys that a person presses. Ctrl+C is a key too.</summary>
public interface IKeySource
{
    /// <summary>Takes the next key if one was pressed; never waits.</summary>
    bool TryRead(out PressedKey key);
}
