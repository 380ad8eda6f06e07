# Loads the cmdlets for this edition of PowerShell. Only Microsoft.PowerShell.Core is needed, so that it loads in a bare engine too.
# Two commands and no calls of methods: the engine compiles code for each call of a method in a script, which takes longer than the rest of the import.

Microsoft.PowerShell.Core\Import-Module "$PSScriptRoot/$PSEdition/HolySheep.Loader.dll" -ErrorAction Stop
Microsoft.PowerShell.Core\Import-Module -Assembly (Get-HolySheepAssembly $PSScriptRoot) -PassThru -ErrorAction Stop | Complete-HolySheepImport
