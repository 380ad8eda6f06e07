namespace HolySheep.Catalog;

/// <summary>The kind of a prompt: statistics of prompts are separate for each kind.</summary>
/// <param name="Script">The script of its text.</param>
/// <param name="HasOffers">True if tools or a schema are sent, whose tokens are part of the prompt's.</param>
internal readonly record struct PromptKind(TextScript Script, bool HasOffers = false)
{
    private const int OffersBit = 8;

    /// <summary>The number under which files store it.</summary>
    public int Number => (int)Script | (HasOffers ? OffersBit : 0);
}
