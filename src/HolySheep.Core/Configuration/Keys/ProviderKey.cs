using HolySheep.Chat;

namespace HolySheep.Configuration.Keys;

/// <summary>A key of a provider.</summary>
/// <param name="Secret">The key.</param>
/// <param name="Place">Where it was found, for example <c>env:BACKUP_KEY</c>.</param>
internal sealed record ProviderKey(Secret Secret, string Place);
