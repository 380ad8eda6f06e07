namespace HolySheep.Interactive.Editing;

/// <summary>A decoded key.</summary>
/// <param name="Action">What it does.</param>
/// <param name="Text">The text that it inserts; otherwise empty.</param>
internal readonly record struct EditKey(EditAction Action, string Text = "");
