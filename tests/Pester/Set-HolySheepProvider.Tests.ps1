BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $file = Join-Path $env:HOLYSHEEP_HOME 'config.json'
}

Describe 'Set-HolySheepProvider' {
    BeforeEach {
        Remove-Item $file -ErrorAction Ignore
    }

    It 'adds a provider by position' {
        Set-HolySheepProvider backup http://127.0.0.1:8000/v1 -ApiKeyReference env:BACKUP_KEY -RequestsPerMinute 600
        Get-Content $file -Raw | ConvertFrom-Json | ForEach-Object { $_.providers.backup | ConvertTo-Json -Compress } |
            Should -Be '{"kind":"openai","baseUrl":"http://127.0.0.1:8000/v1","apiKey":"env:BACKUP_KEY","requestsPerMinute":600}'
    }

    It 'makes a sandbox the default, and calls go there' {
        Set-HolySheepProvider play -Kind Sandbox -Default
        (Invoke-HolySheepChat 'a').Provider | Should -Be 'play'
    }

    It 'keeps a key for this session alone, from a SecureString or a credential' {
        $key = [System.Net.NetworkCredential]::new('', 'a-key-of-this-test').SecurePassword
        foreach ($form in $key, [pscredential]::new('me', $key)) {
            Set-HolySheepProvider holysheep -ApiKey $form
            (Get-HolySheepProvider holysheep).KeySource | Should -Be 'this session'
            Set-HolySheepProvider holysheep -ApiKey $null
            (Get-HolySheepProvider holysheep).KeyFound | Should -BeFalse
        }

        Test-Path $file | Should -BeFalse
    }

    It 'takes no key as plain text and repeats none' {
        $bad = { Set-HolySheepProvider holysheep -ApiKey 'a-key-of-this-test' } | Should -Throw -PassThru
        "$bad" | Should -Not -Match 'a-key-of-this-test'
        $bad = { Set-HolySheepProvider holysheep -ApiKeyReference 'a-key-of-this-test' -ErrorAction Stop } | Should -Throw -PassThru
        "$bad" | Should -Not -Match 'a-key-of-this-test'
        Test-Path $file | Should -BeFalse
    }

    It 'changes nothing with -WhatIf' {
        Set-HolySheepProvider backup http://a.example -Default -ApiKey ([securestring]::new()) -WhatIf
        Test-Path $file | Should -BeFalse
    }

    It 'shows what it set with -PassThru' {
        Set-HolySheepProvider backup http://a.example -ApiKeyReference none -PassThru | Out-String -Width 120 | Should -Match 'backup\s+OpenAI\s+http://a.example/v1\s+none needed\s+False'
    }

    It 'reads keys from the vaults of SecretManagement, and says so where it is not installed' {
        Set-HolySheepProvider backup http://a.example -ApiKeyReference secret:Team/Backup
        if (-not (Get-Module Microsoft.PowerShell.SecretManagement -ListAvailable)) {
            (Get-HolySheepProvider backup).KeyProblem | Should -Match 'SecretManagement is not installed'
        }

        $path = $env:PSModulePath
        $folder = New-Item (Join-Path $TestDrive 'modules/Microsoft.PowerShell.SecretManagement') -ItemType Directory
        'function Get-Secret { [CmdletBinding()] param($Name, $Vault) [System.Net.NetworkCredential]::new("", "$Vault-$Name").SecurePassword }' |
            Set-Content (Join-Path $folder 'Microsoft.PowerShell.SecretManagement.psm1')
        try {
            $env:PSModulePath = (Split-Path $folder) + [System.IO.Path]::PathSeparator + $path
            (Get-HolySheepProvider backup).KeySource | Should -Be 'secret:Team/Backup'
        }
        finally {
            $env:PSModulePath = $path
            Remove-Module Microsoft.PowerShell.SecretManagement -ErrorAction Ignore
        }
    }
}
