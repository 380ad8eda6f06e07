namespace HolySheep.Errors;

/// <summary>The error about a model that no list has.</summary>
public static class UnknownModel
{
    /// <summary>The error for a name; the model can be requested anyway.</summary>
    public static HolySheepException Fault(string name) => new(
        ErrorCode.ModelUnknown, $"No provider lists a model '{name}', and it is not in the catalogue.", "You can request it anyway; " + CommandHint.KnownModels);
}
